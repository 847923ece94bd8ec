using System.Runtime.InteropServices;

namespace LocalCloud.Publish;

/// <summary>What a publish can be told beyond the manifest.</summary>
internal sealed record PublishOptions
{
    /// <summary>Absolute; what publish wrote there before is replaced.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>What the application is called in the template's description and tags.</summary>
    public required string ApplicationName { get; init; }

    /// <summary>Where the paths of the manifest start, when that is not its own directory.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary><c>x86_64</c> or <c>arm64</c>, as Lambda calls them; by default the one of this machine.</summary>
    public string Architecture { get; init; } =
        RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64";

    /// <summary>PostgreSQL becomes Aurora Serverless v2 instead of an RDS instance.</summary>
    public bool Aurora { get; init; }

    /// <summary>What the stack is for: it decides on what is kept ready, doubled and private.</summary>
    public PublishProfile Profile { get; init; } = PublishProfile.Production;

    /// <summary>True: a policy that allows on everything what could be allowed on a resource fails the publish.</summary>
    public bool CheckPolicies { get; init; }

    /// <summary>False: the template only, no function is built.</summary>
    public bool Build { get; init; } = true;

    /// <summary>The volume that the cost estimate assumes.</summary>
    public long RequestsPerMonth { get; init; } = 1_000_000;

    /// <summary>A function or its project: what its package is made of is told.</summary>
    public string? ExplainSize { get; init; }

    /// <summary>Additional tags of every resource.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    internal string RuntimeIdentifier => Architecture == "arm64" ? "linux-arm64" : "linux-x64";
}
