namespace LocalCloud.Hosting.Testing;

/// <summary>Starts AppHosts in tests: with data that is thrown away, free ports for everything and no dashboard, so that several can run side by side.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the AppHost's entry point up to its <c>Build()</c> and returns the builder, which the test can change.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, as a rule <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">For the AppHost, after its own.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[]? args = null, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(string[], CancellationToken)"/>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[]? args = null, CancellationToken cancellationToken = default) =>
        await AppHostInterception.RunAsync(entryPoint.Assembly, args ?? [], cancellationToken);
}
