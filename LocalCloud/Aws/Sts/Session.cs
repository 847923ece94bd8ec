using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Sts;

[JsonConverter(typeof(JsonStringEnumConverter<SessionKind>))]
internal enum SessionKind
{
    Role,
    User,
    Federated,
    Root,
}

/// <summary>Temporary credentials that were given out, until they expire.</summary>
/// <param name="Name">of the role's session, the user, the federated user</param>
internal sealed record Session(
    SessionKind Kind,
    string AccessKeyId,
    string Secret,
    string Token,
    DateTimeOffset Issued,
    DateTimeOffset Expires,
    string Name
)
{
    /// <summary>ARN of the role.</summary>
    public string? Role { get; init; }

    public string? RoleId { get; init; }

    /// <summary>Of a federated user: which user asked for it; null: the account.</summary>
    public string? User { get; init; }

    /// <summary>The function that assumed the role, for what it calls is counted as its.</summary>
    public string? Function { get; init; }

    /// <summary>Documents that narrow it; null with <see cref="PolicyArns"/>: nothing does.</summary>
    public List<string>? Policies { get; init; }

    public List<string>? PolicyArns { get; init; }

    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>Of the tags those that go on to the next role.</summary>
    public List<string> TransitiveTags { get; init; } = [];

    public string? SourceIdentity { get; init; }
}
