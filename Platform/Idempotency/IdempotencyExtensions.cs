using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Platform.Redis;

namespace Platform.Idempotency;

public static class IdempotencyExtensions
{
    /// <summary><see cref="IdempotentRunner"/> over the connection string <c>redis</c>, with its health check.</summary>
    public static IHostApplicationBuilder AddIdempotency(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<IdempotencyOptions>(builder.Configuration.GetSection("Idempotency"));
        builder.AddRedis();
        builder.Services.TryAddSingleton<IIdempotencyStore, RedisIdempotencyStore>();
        builder.Services.AddSingleton<IdempotentRunner>();
        return builder;
    }
}
