using System.Text.Json.Serialization;

namespace LocalCloud.Policies;

/// <summary>What <c>GET /_localcloud/policies/ROLE</c> answers.</summary>
internal sealed record PolicyReport
{
    /// <summary>ARN.</summary>
    public required string Role { get; init; }

    /// <summary>The functions that have it.</summary>
    public required IReadOnlyList<string> Functions { get; init; }

    /// <summary>Since when calls are counted.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string Region { get; init; }

    public required string Account { get; init; }

    /// <summary>Says what the policy is made of, for whoever reads it later.</summary>
    public required string Note { get; init; }

    public required PolicyDocument Policy { get; init; }

    /// <summary>What it is made of, and how often that was seen.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Calls that were refused for a lack of permission; they are not in the policy.</summary>
    public required IReadOnlyList<UsageCall> Denied { get; init; }

    /// <summary>Calls of which each failed, with what; they are in the policy, since AWS asks for the permission first.</summary>
    public required IReadOnlyList<UsageCall> OnlyFailed { get; init; }

    /// <summary>Calls of which the action is not known: they have to be looked up.</summary>
    public required IReadOnlyList<UsageCall> Unknown { get; init; }

    /// <summary>What the deployed role grants beyond it; null when there is no such role.</summary>
    public IReadOnlyList<Excess>? Beyond { get; init; }

    /// <summary>What the deployed role lacks of it.</summary>
    public IReadOnlyList<Permission>? Lacking { get; init; }

    /// <summary>Statements of the deployed role that were not compared, and why: NotAction, NotResource, Deny, policies of AWS.</summary>
    public IReadOnlyList<string>? NotCompared { get; init; }
}

/// <summary>A permission and where it comes from.</summary>
/// <param name="Action">as <c>sqs:SendMessage</c></param>
/// <param name="Resource">ARN with its real account and region</param>
/// <param name="Forms">Resources of which a policy has to cover one</param>
/// <param name="Condition">where one is certain</param>
/// <param name="Calls">how often it was seen; 0 for what Lambda itself needs by the function's configuration</param>
/// <param name="Failed">of those</param>
/// <param name="Functions">who called</param>
internal sealed record Evidence(
    string Action,
    string Resource,
    IReadOnlyList<string> Forms,
    PolicyCondition? Condition,
    long Calls,
    long Failed,
    IReadOnlyList<string> Functions
)
{
    [JsonIgnore]
    public Permission Permission => new(Action, Resource, Condition) { Forms = Forms };
}

/// <summary>A role that was seen.</summary>
internal sealed record RoleSummary(string Role, IReadOnlyList<string> Functions, long Calls);

internal sealed record RoleList(IReadOnlyList<RoleSummary> Roles);

/// <summary>JSON as the emulator writes and reads it; policies in IAM's own.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true
)]
[JsonSerializable(typeof(PolicyReport))]
[JsonSerializable(typeof(RoleList))]
[JsonSerializable(typeof(PolicyDocument))]
internal sealed partial class PolicyJson : JsonSerializerContext;
