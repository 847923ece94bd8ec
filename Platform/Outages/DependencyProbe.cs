using Microsoft.Extensions.DependencyInjection;

namespace Platform.Outages;

/// <summary>Asks a dependency, at little cost, whether it can do its work.</summary>
/// <param name="AskAsync">Throws when it cannot; an answer that the question was wrong is an answer.</param>
internal sealed record DependencyProbe(Dependency Dependency, Func<CancellationToken, Task> AskAsync);

internal static class DependencyProbes
{
    public static void AddProbe(
        this IServiceCollection services,
        Dependency dependency,
        Func<IServiceProvider, Func<CancellationToken, Task>> ask
    ) => services.AddSingleton(provider => new DependencyProbe(dependency, token => ask(provider)(token)));
}
