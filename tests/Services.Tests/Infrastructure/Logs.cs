using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Services.Tests.Infrastructure;

/// <summary>What a service logged, as "Level: message".</summary>
internal sealed class Logs : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(
        LogLevel level,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue($"{level}: {formatter(state, exception)} {exception?.Message}");

    public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose() { }
}
