using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>The rotation of a secret by a function; it is on from its creation, and off with its deletion.</summary>
internal sealed class SecretRotationSchedule()
    : ResourceType(
        "AWS::SecretsManager::RotationSchedule",
        [
            new("SecretId", Shape.Text) { Required = true, Replacement = true },
            new("RotationLambdaARN", Shape.Text),
            new(
                "RotationRules",
                Shape.Object(
                    new("AutomaticallyAfterDays", Shape.Integer),
                    new("Duration", Shape.Text),
                    new("ScheduleExpression", Shape.Text)
                )
            ),
            new("RotateImmediatelyOnUpdate", Shape.Boolean),
            .. Property.Refuse(
                "AWS's own rotation functions are not here: give a function of yours as RotationLambdaARN",
                "HostedRotationLambda"
            ),
            .. Property.Refuse("there are no managed external secrets", "ExternalSecretRotationMetadata", "ExternalSecretRotationRoleArn"),
        ]
    )
{
    public override IReadOnlyList<string> Attributes => ["Id"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => RotateAsync(call, immediately: true);

    // docs: RotateImmediatelyOnUpdate, "By default, Secrets Manager rotates the secret immediately"
    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        RotateAsync(call, Scalars.Member(call.Properties, "RotateImmediatelyOnUpdate") != "false");

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        Inputs.Deleted(
            await call.InvokeAsync("secretsmanager", "CancelRotateSecret", new() { ["SecretId"] = existing.PhysicalId })
                .ConfigureAwait(false),
            "ResourceNotFoundException",
            "InvalidRequestException"
        );

    private static async ValueTask<Result<ResourceValues>> RotateAsync(ResourceCall call, bool immediately)
    {
        var input = call.Properties.Pick("SecretId", "RotationLambdaARN", "RotationRules");
        input["RotateImmediately"] = immediately;
        var rotated = await call.InvokeAsync("secretsmanager", "RotateSecret", input).ConfigureAwait(false);
        // One that is under way already takes the secret where it is wanted
        if (!rotated.Ok(out var answer, out var error))
        {
            if (!call.Resumed || error.Code != "InvalidRequestException")
                return error;
            var secret = Scalars.Member(call.Properties, "SecretId")!;
            return new ResourceValues(secret, new Dictionary<string, string> { ["Id"] = secret });
        }
        var arn = answer.Text("ARN");
        return new ResourceValues(arn, new Dictionary<string, string> { ["Id"] = arn });
    }
}
