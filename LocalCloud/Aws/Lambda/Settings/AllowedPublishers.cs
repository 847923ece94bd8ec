namespace LocalCloud.Aws.Lambda.Settings;

internal sealed record AllowedPublishers
{
    public List<string>? SigningProfileVersionArns { get; init; }
}
