using LocalCloud.Aspire.Aws;
using LocalCloud.Aspire.Engines;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>AWS on this machine.</summary>
public interface ILocalStackResource
    : IResourceWithWaitSupport,
        IResourceWithConnectionString,
        IResourceWithEnvironment,
        IResourceWithEndpoints;

/// <summary>Settings of AWS on this machine.</summary>
public sealed class LocalStackContainerOptions
{
    /// <summary>
    /// Where it is reached; null: the setting <c>LocalStack:Config:EdgePort</c>, else 4566. In a test it is a free port.
    /// </summary>
    public int? Port { get; set; }

    /// <summary>
    /// Requests are decided by IAM's policies and those of resources, functions act with their roles, and signatures are checked; false:
    /// the setting <c>LocalCloud:EnforceIam</c>, else whoever asks may do all.
    /// </summary>
    public bool EnforceIam { get; set; }

    /// <summary>Variables of its process.</summary>
    public IDictionary<string, string> AdditionalEnvironmentVariables { get; } = new Dictionary<string, string>();
}

internal sealed class LocalStackResource : ExecutableResource, ILocalStackResource
{
    public const string EndpointName = "http";

    public LocalStackResource(string name, string workingDirectory)
        : base(name, EngineFiles.DotNet, workingDirectory) => PrimaryEndpoint = new(this, EndpointName);

    /// <summary>Where stacks are made and clients look.</summary>
    public string Region { get; init; } = AwsVariables.Region;

    public EndpointReference PrimaryEndpoint { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{PrimaryEndpoint}");
}
