using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class SecretType()
    : ResourceType(
        "AWS::SecretsManager::Secret",
        [
            new("Name", Shape.Text) { Replacement = true },
            new("Description", Shape.Text),
            new("KmsKeyId", Shape.Text),
            new("SecretString", Shape.Text),
            new(
                "GenerateSecretString",
                Shape.Object(
                    new("SecretStringTemplate", Shape.Text),
                    new("GenerateStringKey", Shape.Text),
                    new("PasswordLength", Shape.Integer),
                    new("ExcludeCharacters", Shape.Text),
                    new("ExcludeNumbers", Shape.Boolean),
                    new("ExcludePunctuation", Shape.Boolean),
                    new("ExcludeUppercase", Shape.Boolean),
                    new("ExcludeLowercase", Shape.Boolean),
                    new("IncludeSpace", Shape.Boolean),
                    new("RequireEachIncludedType", Shape.Boolean)
                )
            ),
            new("Tags", Shape.Tags),
            .. Property.Refuse("a secret lives in one region", "ReplicaRegions"),
            .. Property.Refuse("there are no managed external secrets", "Type"),
        ]
    )
{
    private static readonly TagOperations Tagging = new("secretsmanager", "SecretId");

    public override IReadOnlyList<string> Attributes => ["Id"];

    public override string NameProperty => "Name";

    public override string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        $"{logicalId}-{System.Security.Cryptography.RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 12)}";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (call.Properties.ContainsKey("SecretString") && call.Properties.ContainsKey("GenerateSecretString"))
            return TemplateError.Validation("You can't specify both SecretString and GenerateSecretString.");
        if (
            call.Resumed
            && (
                await call.InvokeAsync("secretsmanager", "DescribeSecret", new() { ["SecretId"] = call.PhysicalName }).ConfigureAwait(false)
            ).Ok(out var found, out _)
        )
            return Values(found.Text("ARN"));
        var input = call.Properties.Pick("Description", "KmsKeyId", "Tags");
        input["Name"] = call.PhysicalName;
        if (!(await TextAsync(call).ConfigureAwait(false)).Ok(out var text, out var error))
            return error;
        if (text.Length > 0)
            input["SecretString"] = text;
        var created = await call.InvokeAsync("secretsmanager", "CreateSecret", input).ConfigureAwait(false);
        return created.Ok(out var answer, out error) ? Values(answer.Text("ARN")) : error;
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        var input = call.Properties.Pick("Description", "KmsKeyId");
        input["SecretId"] = existing.PhysicalId;
        // A new value is generated only when what it is generated from has changed.
        if (
            !JsonNode.DeepEquals(call.Properties["SecretString"], existing.Properties["SecretString"])
            || !JsonNode.DeepEquals(call.Properties["GenerateSecretString"], existing.Properties["GenerateSecretString"])
        )
        {
            if (!(await TextAsync(call).ConfigureAwait(false)).Ok(out var text, out var error))
                return error;
            if (text.Length > 0)
                input["SecretString"] = text;
        }
        if ((await call.InvokeAsync("secretsmanager", "UpdateSecret", input).ConfigureAwait(false)).Error is { } failure)
            return failure;
        await Tagging.UpdateAsync(call, existing, existing.PhysicalId).ConfigureAwait(false);
        return existing.Values;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync(
                    "secretsmanager",
                    "DeleteSecret",
                    new() { ["SecretId"] = existing.PhysicalId, ["ForceDeleteWithoutRecovery"] = true }
                )
                .ConfigureAwait(false),
            "ResourceNotFoundException"
        );

    private static ResourceValues Values(string arn) => new(arn, new Dictionary<string, string> { ["Id"] = arn });

    /// <summary>"" for a secret without a value. GenerateSecretString without members generates with all defaults.</summary>
    private static async ValueTask<Result<string>> TextAsync(ResourceCall call)
    {
        if (Scalars.Member(call.Properties, "SecretString") is { } given)
            return given;
        if (call.Properties["GenerateSecretString"] is not JsonObject generate)
            return "";
        var (template, key) = (Scalars.Member(generate, "SecretStringTemplate"), Scalars.Member(generate, "GenerateStringKey"));
        if (template is null != key is null)
            return TemplateError.Validation("SecretStringTemplate and GenerateStringKey must be given together.");
        var input = generate.Pick(
            "PasswordLength",
            "ExcludeCharacters",
            "ExcludeNumbers",
            "ExcludePunctuation",
            "ExcludeUppercase",
            "ExcludeLowercase",
            "IncludeSpace",
            "RequireEachIncludedType"
        );
        if (!(await call.InvokeAsync("secretsmanager", "GetRandomPassword", input).ConfigureAwait(false)).Ok(out var answer, out var error))
            return error;
        var password = answer.Text("RandomPassword");
        if (template is null)
            return password;
        try
        {
            if (JsonNode.Parse(template) is JsonObject members)
            {
                members[key!] = password;
                return members.ToJsonString();
            }
        }
        catch (JsonException)
        {
            // Said below.
        }
        return TemplateError.Validation("SecretStringTemplate must be a JSON object.");
    }
}
