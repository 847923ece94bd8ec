namespace LocalCloud.Aws.Iam.Users;

/// <summary>Of lists of what a user has.</summary>
internal sealed record ListUserPagesRequest(string? UserName, string? Marker, int? MaxItems);
