using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Services.Tests.Infrastructure;

/// <summary>The waits that a consumer tells of while something is away, in order: what the test's clock has to be moved by.</summary>
internal sealed class Waits : ILoggerProvider, ILogger
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public ChannelReader<TimeSpan> Reader => _waits.Reader;

    public ILogger CreateLogger(string categoryName) =>
        categoryName is "Platform.Outages.OutageGates" or "Platform.Queue.Consuming.QueueConsumer" ? this : Silent.Instance;

    public void Log<TState>(LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name is "LogWaiting" or "LogReceiveFailed" && state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            _waits.Writer.TryWrite(TimeSpan.FromSeconds((double)values.Single(value => value.Key == "Seconds").Value!));
        }
    }

    public bool IsEnabled(LogLevel level) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose() { }

    private sealed class Silent : ILogger
    {
        public static readonly Silent Instance = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => false;

        public void Log<TState>(
            LogLevel level,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) { }
    }
}
