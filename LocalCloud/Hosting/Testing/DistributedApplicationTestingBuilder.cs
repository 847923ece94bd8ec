using Microsoft.Extensions.Hosting;

namespace LocalCloud.Hosting.Testing;

/// <summary>Starts AppHosts in tests: with data that is thrown away, free ports for everything and, unless asked for, no dashboard, so that several can run side by side.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the AppHost's entry point up to its <c>Build()</c> and returns the builder, which the test can change.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, as a rule <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">For the AppHost, after its own.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[]? args = null, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(string[], CancellationToken)"/>
    /// <param name="configureBuilder">Changes the AppHost's options: <c>(options, _) => options.DisableDashboard = false</c> starts the dashboard. Of the settings, EnvironmentName counts.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(string[], CancellationToken)"/>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[]? args = null, CancellationToken cancellationToken = default) =>
        await AppHostInterception.RunAsync(entryPoint.Assembly, args ?? [], null, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(string[], Action{DistributedApplicationOptions, HostApplicationBuilderSettings}, CancellationToken)"/>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) =>
        await AppHostInterception.RunAsync(entryPoint.Assembly, args, configureBuilder, cancellationToken);
}
