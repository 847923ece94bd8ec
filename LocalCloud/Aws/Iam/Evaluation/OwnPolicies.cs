namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>The policies of who asks.</summary>
/// <param name="Identity">of the user and its groups, or of the role</param>
/// <param name="Boundary">null: there is none</param>
/// <param name="Session">that the session was begun with; null: none</param>
internal sealed record OwnPolicies(
    IReadOnlyList<AccessPolicy> Identity,
    AccessPolicy? Boundary = null,
    IReadOnlyList<AccessPolicy>? Session = null
)
{
    public static readonly OwnPolicies None = new([]);
}

/// <summary>The policy of what is asked for.</summary>
/// <param name="Account">whose it is</param>
/// <param name="Policy">null: it has none</param>
/// <param name="IsTrust">a role's trust policy, without which nobody is let in, the account's own neither</param>
internal sealed record ResourcePolicies(string Account, AccessPolicy? Policy, bool IsTrust = false);
