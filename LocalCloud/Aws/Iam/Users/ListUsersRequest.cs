namespace LocalCloud.Aws.Iam.Users;

/// <summary>Of lists of users and of groups.</summary>
internal sealed record ListUsersRequest(string? PathPrefix, string? Marker, int? MaxItems);
