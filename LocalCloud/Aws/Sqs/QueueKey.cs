using LocalCloud.Aws.Kms;

namespace LocalCloud.Aws.Sqs;

/// <summary>The key of a queue with KmsMasterKeyId: without it messages neither come in nor go out.</summary>
internal static class QueueKey
{
    public static AwsError? Fault(SqsState state, Queue queue, Context context)
    {
        if (queue.Settings.Key is not { } key || KeyUse.Fault(context.Host, state.Scope, key, context.Now) is not { } fault)
            return null;
        var condition = KeyUse.Condition(fault);
        return new($"Kms{condition}", fault.Message)
        {
            QueryCode = condition switch
            {
                "Disabled" => "KMS.DisabledException",
                "NotFound" => "KMS.NotFoundException",
                "InvalidKeyUsage" => "KMS.InvalidKeyUsageException",
                _ => "KMS.InvalidStateException",
            },
        };
    }
}
