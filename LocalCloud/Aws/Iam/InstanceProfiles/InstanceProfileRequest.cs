namespace LocalCloud.Aws.Iam.InstanceProfiles;

internal sealed record InstanceProfileRequest(string? InstanceProfileName, string? Path = null, List<ResourceTag>? Tags = null);
