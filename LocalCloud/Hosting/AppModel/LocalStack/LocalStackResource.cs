namespace LocalCloud.Hosting;

/// <summary>AWS on this machine.</summary>
public interface ILocalStackResource : IResourceWithWaitSupport, IResourceWithConnectionString, IResourceWithEnvironment;

/// <summary>How the container of LocalStack is set up where a container runs it.</summary>
public sealed class LocalStackContainerOptions
{
    /// <summary>Where it is reached; null: configuration LocalStack:Config:EdgePort, else 4566.</summary>
    public int? Port { get; set; }
    public string? ContainerRegistry { get; set; }
    public string? ContainerImage { get; set; }
    public string? ContainerImageTag { get; set; }
    public int DebugLevel { get; set; }
    public IDictionary<string, string> AdditionalEnvironmentVariables { get; } = new Dictionary<string, string>();
}

sealed class LocalStackResource : ContainerResource, ILocalStackResource
{
    internal const string PrimaryEndpointName = "http";
    internal const int DefaultPort = 4566;

    public LocalStackResource(string name) : base(name) => PrimaryEndpoint = new(this, PrimaryEndpointName);

    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>Every stack of the application is made here, and whoever gets outputs of one talks to this AWS.</summary>
    public bool IsUsed { get; set; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{PrimaryEndpoint}");
}
