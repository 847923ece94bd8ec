namespace LocalCloud.Publish.Policies;

/// <summary>A statement that allows on everything what it could allow on a resource.</summary>
/// <param name="Holder">Logical id and type of the role or policy.</param>
/// <param name="Statement">Its Sid, or its number from 1 in its policy.</param>
/// <param name="Resources">What it could name, as ARNs with placeholders.</param>
internal sealed record PolicyFault(string Holder, string Statement, string Action, IReadOnlyList<string> Resources)
{
    public override string ToString() =>
        $"{Holder}, {Statement}: {Action} is allowed on everything, and could name "
        + (Resources.Count == 0 ? "its resources" : string.Join(" or ", Resources));
}
