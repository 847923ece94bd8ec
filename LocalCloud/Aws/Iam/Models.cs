namespace LocalCloud.Aws.Iam;

/// <summary>Users, groups and roles: to all of them policies are attached alike.</summary>
internal interface IPolicyHolder
{
    /// <summary>As errors name it.</summary>
    string Noun { get; }

    string Arn { get; }

    /// <summary>Documents by name.</summary>
    SortedDictionary<string, string> Inline { get; }

    /// <summary>ARNs.</summary>
    List<string> Attached { get; }
}

internal interface ITagged
{
    Dictionary<string, string> Tags { get; }
}

internal sealed class Role : IPolicyHolder, ITagged
{
    string IPolicyHolder.Noun => "Role";

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

internal sealed class User : IPolicyHolder, ITagged
{
    string IPolicyHolder.Noun => "User";

    public required string UserName { get; set; }
    public required string UserId { get; init; }
    public required string Path { get; set; }
    public required string Arn { get; set; }
    public required DateTimeOffset CreateDate { get; init; }
    public string? PermissionsBoundary { get; set; }
    public Dictionary<string, string> Tags { get; init; } = [];
    public SortedDictionary<string, string> Inline { get; init; } = new(StringComparer.Ordinal);
    public List<string> Attached { get; init; } = [];
    public List<AccessKey> Keys { get; init; } = [];
    public LoginProfile? Login { get; set; }
}

internal sealed class AccessKey
{
    public const string Active = "Active",
        Inactive = "Inactive";

    public required string AccessKeyId { get; init; }
    public required string Secret { get; init; }
    public required DateTimeOffset CreateDate { get; init; }
    public string Status { get; set; } = Active;
    public KeyUse? LastUsed { get; set; }
}

internal sealed record KeyUse(DateTimeOffset Time, string Service, string Region);

/// <summary>There is nothing to sign in to: the password is not kept.</summary>
internal sealed record LoginProfile(DateTimeOffset CreateDate, bool PasswordResetRequired);

internal sealed class Group : IPolicyHolder
{
    string IPolicyHolder.Noun => "Group";

    public required string GroupName { get; set; }
    public required string GroupId { get; init; }
    public required string Path { get; set; }
    public required string Arn { get; set; }
    public required DateTimeOffset CreateDate { get; init; }
    public SortedDictionary<string, string> Inline { get; init; } = new(StringComparer.Ordinal);
    public List<string> Attached { get; init; } = [];

    /// <summary>Names of users.</summary>
    public SortedSet<string> Members { get; init; } = new(StringComparer.Ordinal);
}

internal sealed class Policy : ITagged
{
    public required string PolicyName { get; init; }
    public required string PolicyId { get; init; }
    public required string Path { get; init; }
    public required string Arn { get; init; }
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>Of the default version.</summary>
    public required string Document { get; set; }
    public string? Description { get; init; }
    public string DefaultVersion { get; set; } = "v1";

    /// <summary>How many there have been: numbers are not used again.</summary>
    public int LastVersion { get; set; } = 1;

    /// <summary>When another than the first was made the default one.</summary>
    public DateTimeOffset? UpdateDate { get; set; }

    /// <summary>All of them, once there has been a second one.</summary>
    public List<PolicyVersion> Versions { get; init; } = [];
    public Dictionary<string, string> Tags { get; init; } = [];
}

internal sealed record PolicyVersion(string Id, string Document, DateTimeOffset CreateDate);

internal sealed class InstanceProfile
{
    public required string InstanceProfileName { get; init; }
    public required string InstanceProfileId { get; init; }
    public required string Path { get; init; }
    public required string Arn { get; init; }
    public required DateTimeOffset CreateDate { get; init; }
    public List<string> Roles { get; init; } = [];
}

/// <summary>Of OpenID Connect or SAML; by its ARN.</summary>
internal sealed class IdentityProvider : ITagged
{
    public required string Arn { get; init; }
    public required DateTimeOffset CreateDate { get; init; }
    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>Of OpenID Connect: the issuer without its scheme.</summary>
    public string? Url { get; init; }
    public List<string> ClientIds { get; init; } = [];
    public List<string> Thumbprints { get; set; } = [];

    /// <summary>Of SAML.</summary>
    public string? Metadata { get; set; }
}
