namespace LocalCloud.Aws.Kms.Keys;

/// <summary>
/// Keys that AWS makes for a service, with its first use:
/// https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk.
/// </summary>
internal static class ManagedKeys
{
    private static readonly Dictionary<string, string> Described = new(StringComparer.Ordinal)
    {
        ["alias/aws/dynamodb"] = "Default key that protects my DynamoDB data when no other key is defined",
        ["alias/aws/lambda"] = "Default key that protects my Lambda functions when no other key is defined",
        ["alias/aws/rds"] = "Default key that protects my RDS database volumes when no other key is defined",
        ["alias/aws/s3"] = "Default key that protects my S3 objects when no other key is defined",
        ["alias/aws/secretsmanager"] = "Default key that protects my Secrets Manager data when no other key is defined",
        ["alias/aws/sns"] = "Default key that protects my SNS data when no other key is defined",
        ["alias/aws/sqs"] = "Default key that protects my SQS messages when no other key is defined",
        ["alias/aws/ssm"] = "Default key that protects my SSM parameters when no other key is defined",
        ["alias/aws/ebs"] = "Default key that protects my EBS volumes when no other key is defined",
        ["alias/aws/kinesis"] = "Default key that protects my Kinesis data when no other key is defined",
    };

    public static bool IsKnown(string alias) => Described.ContainsKey(alias);

    public static Key Make(KmsState state, string alias, Context context)
    {
        var key = new Key
        {
            Id = Guid.NewGuid().ToString(),
            Account = state.Scope.Account,
            Region = context.Scope.Region,
            Spec = KeySpec.Default,
            Usage = KeyUsage.Encrypt,
            Created = context.Now,
            Origin = "AWS_KMS",
            Policy = KeyPolicy.OfService(state.Scope.Account, context.Scope.Region, alias["alias/aws/".Length..]),
            Description = Described[alias],
            IsAwsManaged = true,
            RotationPeriodInDays = Rotation.DefaultPeriodInDays,
            NextRotation = context.Now.AddDays(Rotation.DefaultPeriodInDays),
            Materials = [KeyMaterial.Generate(KeySpec.Of(KeySpec.Default), context.Now)],
        };
        state.Put(context.Changes, key);
        state.Put(
            context.Changes,
            new Alias
            {
                Name = alias,
                Region = key.Region,
                TargetKeyId = key.Id,
                Created = context.Now,
                Updated = context.Now,
            }
        );
        return key;
    }
}
