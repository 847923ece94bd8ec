using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>What every template can refer to without declaring it. AWS::NoValue is not here: it is the absence of a value.</summary>
internal sealed record PseudoParameters(
    string AccountId,
    string Region,
    string StackName,
    string StackId,
    IReadOnlyList<string> NotificationArns
)
{
    public const string NoValue = "AWS::NoValue";

    private static readonly string[] Names =
    [
        "AWS::AccountId",
        "AWS::Region",
        "AWS::StackName",
        "AWS::StackId",
        "AWS::Partition",
        "AWS::URLSuffix",
        "AWS::NotificationARNs",
        NoValue,
    ];

    public static bool IsKnown(string name) => Names.Contains(name);

    public JsonNode? Find(string name) =>
        name switch
        {
            "AWS::AccountId" => AccountId,
            "AWS::Region" => Region,
            "AWS::StackName" => StackName,
            "AWS::StackId" => StackId,
            "AWS::Partition" => "aws",
            "AWS::URLSuffix" => "amazonaws.com",
            "AWS::NotificationARNs" => new JsonArray([.. NotificationArns.Select(arn => JsonValue.Create(arn))]),
            _ => null,
        };
}
