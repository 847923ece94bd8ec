namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>
/// CloudFormation answers every fault of a template or its parameters as ValidationError; the message alone tells them apart.
/// </summary>
internal static class TemplateError
{
    public static readonly PageForm Pages = new(100, Validation("NextToken is invalid."));

    public static AwsError Validation(string message) => new("ValidationError", message);

    public static AwsError Format(string message) => Validation("Template format error: " + message);

    public static AwsError Function(string message) => Validation("Template error: " + message);

    public static AwsError Parameters(string message) => Validation(message);
}
