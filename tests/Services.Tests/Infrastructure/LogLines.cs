using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Services.Tests.Infrastructure;

/// <summary>A line, with the values of its scopes, innermost last.</summary>
internal sealed record LogLine(LogLevel Level, string Category, string Text, IReadOnlyList<KeyValuePair<string, object?>> Scopes)
{
    /// <summary>The value of a scope; null when no scope has one of this name.</summary>
    public string? this[string name] => Scopes.LastOrDefault(value => value.Key == name).Value?.ToString();
}

/// <summary>What a service logs, as far as its rules let it through, with the scopes of each line.</summary>
[ProviderAlias("Test")]
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    private readonly SemaphoreSlim _more = new(0);
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<LogLine> All { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>The first line that matches, once there is one.</summary>
    public async Task<LogLine> FirstAsync(Func<LogLine, bool> match)
    {
        while (true)
        {
            if (All.FirstOrDefault(match) is { } line)
            {
                return line;
            }

            Assert.True(await _more.WaitAsync(TimeSpan.FromSeconds(30)), string.Join('\n', All));
        }
    }

    public void Dispose() { }

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel level,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var values = new List<KeyValuePair<string, object?>>();
            lines._scopes.ForEachScope((scope, all) => all.AddRange(scope as IEnumerable<KeyValuePair<string, object?>> ?? []), values);
            lines.All.Enqueue(new LogLine(level, category, formatter(state, exception), values));
            lines._more.Release();
        }
    }
}
