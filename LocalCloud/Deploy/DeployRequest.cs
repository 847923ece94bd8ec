using LocalCloud.AwsClients;

namespace LocalCloud.Deploy;

/// <summary>One call of <c>deploy</c>.</summary>
internal sealed record DeployRequest
{
    /// <summary>The folder that publish has written, or a template.</summary>
    public required string Path { get; init; }

    public AwsTarget Target { get; init; } = new();

    /// <summary>null: as the folder says.</summary>
    public string? StackName { get; init; }

    /// <summary>They win over those of a file.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>null: parameters.json beside the template, where there is one.</summary>
    public string? ParametersFile { get; init; }

    /// <summary>Acknowledged: CAPABILITY_IAM, CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Show what would change, and leave everything as it is.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>Ask nothing.</summary>
    public bool Yes { get; init; }
}

/// <summary>One call of <c>destroy</c>.</summary>
internal sealed record DestroyRequest
{
    public AwsTarget Target { get; init; } = new();

    public required string StackName { get; init; }

    /// <summary>CloudFormation does not delete a bucket that has something in it.</summary>
    public bool EmptyBuckets { get; init; }

    public bool Yes { get; init; }
}
