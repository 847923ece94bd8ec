namespace LocalCloud.Publish.Plan;

/// <summary>A resource that has no place on AWS: why, and what can be done instead.</summary>
internal sealed record Refusal(string Resource, string Type, string Reason, string WayOut)
{
    public override string ToString() => $"{Resource} ({Type}): {Reason}. {WayOut}";
}
