using System.Text.Json;

namespace LocalCloud.Aws.Kms.Keys;

/// <summary>https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html</summary>
internal static class KeyPolicy
{
    /// <summary>Most bytes of a policy.</summary>
    public const int Longest = 32768;

    /// <summary>What a key has that is made without a policy: the account's IAM policies decide.</summary>
    public static string Default(string account) =>
        $$"""
            {
              "Version" : "2012-10-17",
              "Id" : "key-default-1",
              "Statement" : [ {
                "Sid" : "Enable IAM User Permissions",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "arn:aws:iam::{{account}}:root"
                },
                "Action" : "kms:*",
                "Resource" : "*"
              } ]
            }
            """;

    /// <summary>Of an AWS managed key: whoever may use the service in the account uses it by the service.</summary>
    public static string OfService(string account, string region, string service) =>
        $$"""
            {
              "Version" : "2012-10-17",
              "Id" : "auto-{{service}}-1",
              "Statement" : [ {
                "Sid" : "Allow access through {{service}} for all principals in the account that are authorized to use it",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "*"
                },
                "Action" : [ "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey", "kms:CreateGrant" ],
                "Resource" : "*",
                "Condition" : {
                  "StringEquals" : {
                    "kms:CallerAccount" : "{{account}}",
                    "kms:ViaService" : "{{service}}.{{region}}.amazonaws.com"
                  }
                }
              }, {
                "Sid" : "Allow direct access to key metadata to the account",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "arn:aws:iam::{{account}}:root"
                },
                "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*" ],
                "Resource" : "*"
              } ]
            }
            """;

    /// <summary>A JSON object with a version and statements that each have an effect, a principal, an action and a resource.</summary>
    public static AwsError? Check(string policy)
    {
        try
        {
            using var document = JsonDocument.Parse(policy);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("Statement", out var statements))
            {
                var all = statements.ValueKind is JsonValueKind.Array ? [.. statements.EnumerateArray()] : new[] { statements };
                if (all.Length > 0 && Array.TrueForAll(all, IsStatement))
                    return null;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }
        return new AwsError(
            "MalformedPolicyDocumentException",
            "The new key policy is not a policy: statements need Effect, Principal and Action."
        );
    }

    private static bool IsStatement(JsonElement statement) =>
        statement.ValueKind is JsonValueKind.Object
        && statement.TryGetProperty("Effect", out var effect)
        && effect.ValueKind is JsonValueKind.String
        && effect.GetString() is "Allow" or "Deny"
        && (statement.TryGetProperty("Principal", out _) || statement.TryGetProperty("NotPrincipal", out _))
        && (statement.TryGetProperty("Action", out _) || statement.TryGetProperty("NotAction", out _));
}
