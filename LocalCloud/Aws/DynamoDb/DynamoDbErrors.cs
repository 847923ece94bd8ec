using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Tables;

namespace LocalCloud.Aws.DynamoDb;

/// <summary>DynamoDB's errors, in its words.</summary>
internal static class DynamoDbErrors
{
    public static AwsError Validation(string message) => new("ValidationException", message) { Namespace = "com.amazon.coral.validate" };

    public static AwsError InvalidToken { get; } = Validation("Invalid NextToken");

    public static PageForm Pages { get; } = new(100, InvalidToken);

    public static AwsError Invalid(string what) => Validation("One or more parameter values were invalid: " + what);

    public static readonly AwsError Throttled = new(
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the "
            + "UpdateTable API."
    );

    public static readonly AwsError Broken = new("InternalServerError", "Internal server error", 500);

    public static readonly AwsError NotFound = new("ResourceNotFoundException", "Requested resource not found");

    public static AwsError TableNotFound(string name) =>
        new("ResourceNotFoundException", $"Requested resource not found: Table: {name} not found");

    public static AwsError InUse(string message) => new("ResourceInUseException", message);

    public static AwsError ArnNotFound(string arn) =>
        new("ResourceNotFoundException", $"Requested resource not found: ResourcArn: {arn} not found");

    public const string ConditionFailed = "The conditional request failed";

    /// <param name="old">The item as it is, when the caller asked for it (ReturnValuesOnConditionCheckFailure).</param>
    public static AwsError ConditionalCheckFailed(StoredItem? old) =>
        new("ConditionalCheckFailedException", ConditionFailed)
        {
            Members = old is null ? null : JsonSerializer.SerializeToElement(new FoundItem(old.Attributes), DynamoDbJson.Default.FoundItem),
        };

    /// <summary>What <see cref="ConditionalCheckFailed"/> shows.</summary>
    public static IReadOnlyDictionary<string, Values.AttributeValue>? ItemOf(AwsError error) =>
        error.Members?.GetProperty("Item").Deserialize(DynamoDbJson.Default.DictionaryStringAttributeValue);

    public static AwsError TransactionCanceled(IReadOnlyList<CancellationReason> reasons) =>
        new(
            "TransactionCanceledException",
            $"Transaction cancelled, please refer cancellation reasons for specific reasons "
                + $"[{string.Join(", ", reasons.Select(reason => reason.Code))}]"
        )
        {
            Members = JsonSerializer.SerializeToElement(new Cancellation(reasons), DynamoDbJson.Default.Cancellation),
        };
}

internal sealed record FoundItem(IReadOnlyDictionary<string, Values.AttributeValue> Item);

internal sealed record CancellationReason(
    string Code,
    string? Message = null,
    IReadOnlyDictionary<string, Values.AttributeValue>? Item = null
);

internal sealed record Cancellation(IReadOnlyList<CancellationReason> CancellationReasons);
