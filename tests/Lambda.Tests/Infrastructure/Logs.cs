using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Lambda.Tests.Infrastructure;

/// <summary>What a function logged: "Level: message", with the request id of the invocation that it belongs to.</summary>
internal sealed class Logs : ILoggerProvider, ILogger, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<(string Line, string? RequestId)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string? requestId = null;
        _scopes.ForEachScope(
            (scope, _) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> values)
                {
                    requestId = values.FirstOrDefault(value => value.Key == "AwsRequestId").Value as string ?? requestId;
                }
            },
            0
        );
        Lines.Enqueue(($"{level}: {formatter(state, exception)} {exception?.Message}", requestId));
    }

    public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes.Push(state);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() { }
}
