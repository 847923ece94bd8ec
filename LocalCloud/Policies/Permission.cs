namespace LocalCloud.Policies;

/// <summary>What one call needs: an IAM action on a resource.</summary>
/// <param name="Action">as <c>sqs:SendMessage</c></param>
/// <param name="Resource">as a policy names it, with its real account and region; * for actions without a resource</param>
/// <param name="Condition">where one is certain</param>
internal sealed record Permission(string Action, string Resource, PolicyCondition? Condition = null)
{
    /// <summary>
    /// Resources of which a policy has to cover one: where AWS takes the same permission in several forms. Else the resource itself.
    /// </summary>
    public IReadOnlyList<string> Forms { get; init; } = [Resource];

    public bool Equals(Permission? other) =>
        other is not null && Action == other.Action && Resource == other.Resource && Condition == other.Condition;

    public override int GetHashCode() => HashCode.Combine(Action, Resource, Condition);
}

/// <summary>As in <c>{"StringEquals": {"cloudwatch:namespace": "Shop"}}</c>.</summary>
internal sealed record PolicyCondition(string Operator, string Key, string Value);
