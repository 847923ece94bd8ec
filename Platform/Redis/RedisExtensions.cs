using Lambda;
using Lambda.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.OnLambda;
using StackExchange.Redis;

namespace Platform.Redis;

internal static class RedisExtensions
{
    /// <summary>
    /// <see cref="RedisConnection"/> to the connection string <c>redis</c> with spans of its commands and one health check (away is
    /// degraded), by Aspire's integration: its section <c>Aspire:StackExchange:Redis</c> has the last word. Connects when first used.
    /// </summary>
    public static IHostApplicationBuilder AddRedis(this IHostApplicationBuilder builder)
    {
        // Registered before the integration, which binds its section to what it finds.
        builder.Services.Configure<ConfigurationOptions>(FailFast);
        var (health, tracing) = (false, false);
        builder.AddRedisClient(
            "redis",
            settings =>
            {
                (health, tracing) = (!settings.DisableHealthChecks, !settings.DisableTracing);

                // Its check makes a missing Redis unhealthy; its copy of OpenTelemetry's instrumentation ends spans up to 10 s late, and
                // has no settings.
                settings.DisableHealthChecks = settings.DisableTracing = true;
            },
            TrustBundle
        );
        builder.Services.AddSingleton<RedisConnection>();
        if (health)
        {
            builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>("redis");
        }

        if (tracing)
        {
            builder.Services.AddSingleton<RedisSpans>();
            builder.Services.AddOpenTelemetry().WithTracing(RedisSpans.Add);
            if (builder.IsOnLambda())
            {
                builder.Services.AddSingleton<IAfterInvocation, RedisSpansAfterInvocation>();
            }
        }

        return builder;
    }

    /// <summary>
    /// Nothing waits long for Redis: with the server away a command fails at once, and the connection comes back by itself.
    /// </summary>
    private static void FailFast(ConfigurationOptions options)
    {
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1000;
        options.ConnectRetry = 1;
        options.AsyncTimeout = 1000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(500);
    }

    private static void TrustBundle(ConfigurationOptions options)
    {
        if (options.Ssl && CertificateBundle.FromEnvironment() is { } bundle)
        {
            options.CertificateValidation += bundle.Validate;
        }
    }
}
