namespace LocalCloud.Aws;

/// <summary>Tags that begin with <c>aws:</c> are AWS's; nobody else may set them. CloudFormation puts three on what it makes.</summary>
internal static class SystemTags
{
    public const string StackName = "aws:cloudformation:stack-name",
        StackId = "aws:cloudformation:stack-id",
        LogicalId = "aws:cloudformation:logical-id";

    /// <summary>Whether a caller may not set it. Who reads tags and writes them back has CloudFormation's among them.</summary>
    public static bool IsReserved(string key) =>
        key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && key is not (StackName or StackId or LogicalId);
}
