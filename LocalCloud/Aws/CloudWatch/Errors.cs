namespace LocalCloud.Aws.CloudWatch;

/// <summary>CloudWatch's errors: the shape's name in the newer protocols, its code in the query protocol.</summary>
internal static class Errors
{
    public static AwsError InvalidValue(string message) =>
        new("InvalidParameterValueException", message) { QueryCode = "InvalidParameterValue" };

    public static AwsError Combination(string message) =>
        new("InvalidParameterCombinationException", message) { QueryCode = "InvalidParameterCombination" };

    public static AwsError Missing(string parameter) =>
        new("MissingRequiredParameterException", $"The parameter {parameter} is required.") { QueryCode = "MissingParameter" };

    public static AwsError Validation(string message) => new("ValidationError", message);

    public static AwsError NoAlarm => new("ResourceNotFound", "Unknown", 404);

    public static AwsError NoResource(string arn) => new("ResourceNotFoundException", $"{arn} does not exist", 404);

    public static AwsError InvalidToken => new("InvalidNextToken", "Invalid NextToken");

    /// <summary>Every operation says how long its pages are.</summary>
    public static readonly PageForm Pages = new(100, InvalidToken);
}
