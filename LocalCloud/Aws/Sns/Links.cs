namespace LocalCloud.Aws.Sns;

/// <summary>The links in messages are requests without a signature: what they mean is in their ARN.</summary>
internal static class Links
{
    public static Scope CallerOf(string? arn, Context context) =>
        context.AccessKeyId is null && arn?.Split(':') is [_, _, _, var region, ..]
            ? context.Scope with
            {
                Region = region,
            }
            : context.Scope;
}
