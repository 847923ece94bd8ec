using Microsoft.Extensions.DependencyInjection;

namespace Services.Tests.Infrastructure;

internal static class Decoration
{
    /// <summary>Puts something of the test's around the last registered singleton of a type.</summary>
    public static void Decorate<TService>(this IServiceCollection services, Func<TService, TService> decorate)
        where TService : class
    {
        var inner = services.Last(descriptor => descriptor.ServiceType == typeof(TService));
        services.AddSingleton(provider => decorate((TService)ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)));
    }
}
