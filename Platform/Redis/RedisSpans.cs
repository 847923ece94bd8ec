using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Instrumentation.StackExchangeRedis;
using OpenTelemetry.Trace;
using StackExchange.Redis;

namespace Platform.Redis;

/// <summary>A client span of every command of a connection that is made when first used, by OpenTelemetry's instrumentation.</summary>
internal sealed class RedisSpans(StackExchangeRedisInstrumentation instrumentation)
{
    private const string Source = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    private readonly Lock _gate = new();
    private IConnectionMultiplexer? _connection;
    private IDisposable? _watching;

    // Owned by the provider, which ends it, and with it the last spans, before it ends the exporter. AddRedisInstrumentation would connect
    // at start.
    public static void Add(TracerProviderBuilder tracing) =>
        tracing
            .AddSource(Source)
            .ConfigureRedisInstrumentation(_ => { })
            .AddInstrumentation(services => services.GetRequiredService<StackExchangeRedisInstrumentation>());

    public void Watch(IConnectionMultiplexer redis)
    {
        lock (_gate)
        {
            _connection = redis;
            _watching = instrumentation.AddConnection(redis);
        }
    }

    /// <summary>
    /// Makes spans of what was commanded until now. The instrumentation does so on a thread of its own, a moment later; it has no other
    /// flush than its end.
    /// </summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_connection is not null)
            {
                _watching?.Dispose();
                _watching = instrumentation.AddConnection(_connection);
            }
        }
    }
}
