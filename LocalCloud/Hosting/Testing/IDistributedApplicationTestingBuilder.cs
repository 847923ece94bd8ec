namespace LocalCloud.Hosting.Testing;

/// <summary>The builder of an AppHost under test; disposing it stops the application that it built.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
