namespace LocalCloud.Aws.Iam.Groups;

internal sealed record GroupRequest(string? GroupName, string? Marker = null, int? MaxItems = null);
