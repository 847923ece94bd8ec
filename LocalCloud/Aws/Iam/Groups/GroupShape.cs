namespace LocalCloud.Aws.Iam.Groups;

internal sealed record ListGroupsResponse(List<GroupShape> Groups, bool IsTruncated, string? Marker = null);

internal sealed record GroupShape(string Path, string GroupName, string GroupId, string Arn, DateTimeOffset CreateDate)
{
    public static GroupShape Of(Group group) => new(group.Path, group.GroupName, group.GroupId, group.Arn, group.CreateDate);
}
