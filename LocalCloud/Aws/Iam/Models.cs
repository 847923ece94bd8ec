namespace LocalCloud.Aws.Iam;

internal sealed class Role
{
    public required string RoleName { get; init; }
    public required string RoleId { get; init; }
    public required string Path { get; init; }
    public required string Arn { get; init; }
    public required DateTimeOffset CreateDate { get; init; }
    public required string AssumeRolePolicyDocument { get; set; }
    public string? Description { get; set; }
    public int MaxSessionDuration { get; set; } = 3600;
    public string? PermissionsBoundary { get; set; }
    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>Documents by name.</summary>
    public SortedDictionary<string, string> Inline { get; init; } = new(StringComparer.Ordinal);

    /// <summary>ARNs.</summary>
    public List<string> Attached { get; init; } = [];
}

internal sealed class Policy
{
    public required string PolicyName { get; init; }
    public required string PolicyId { get; init; }
    public required string Path { get; init; }
    public required string Arn { get; init; }
    public required DateTimeOffset CreateDate { get; init; }
    public required string Document { get; set; }
    public string? Description { get; init; }
}

internal sealed class InstanceProfile
{
    public required string InstanceProfileName { get; init; }
    public required string InstanceProfileId { get; init; }
    public required string Path { get; init; }
    public required string Arn { get; init; }
    public required DateTimeOffset CreateDate { get; init; }
    public List<string> Roles { get; init; } = [];
}
