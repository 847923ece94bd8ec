namespace LocalCloud.Aws.Iam.Users;

internal sealed record UserResponse(UserShape User);

internal sealed record UserShape(
    string? Path,
    string? UserName,
    string UserId,
    string Arn,
    DateTimeOffset CreateDate,
    BoundaryShape? PermissionsBoundary,
    List<ResourceTag>? Tags
)
{
    public static UserShape Of(User user) =>
        new(
            user.Path,
            user.UserName,
            user.UserId,
            user.Arn,
            user.CreateDate,
            BoundaryShape.Of(user.PermissionsBoundary),
            IamTags.Of(user.Tags)
        );
}
