namespace LocalCloud.Aws.Iam.Users;

internal sealed record UserRequest(string? UserName);
