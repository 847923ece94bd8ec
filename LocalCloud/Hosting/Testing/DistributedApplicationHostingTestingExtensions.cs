namespace LocalCloud.Hosting.Testing;

/// <summary>Ways into an application that runs in a test.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    static readonly TimeSpan AddressTimeout = TimeSpan.FromMinutes(1);

    /// <summary>A client whose base address is the resource's endpoint; wait for the resource's health before using it.</summary>
    /// <param name="endpointName">Null: http, else https.</param>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    /// <summary>The address of an endpoint; waits until it has one, a minute at most.</summary>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        using var timeout = new CancellationTokenSource(AddressTimeout);
        return app.Running.GetEndpointAsync(resourceName, endpointName, timeout.Token).GetAwaiter().GetResult();
    }

    /// <summary>The connection string of a resource; null when it has none.</summary>
    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        new(app.Running.GetConnectionStringAsync(resourceName, cancellationToken));
}
