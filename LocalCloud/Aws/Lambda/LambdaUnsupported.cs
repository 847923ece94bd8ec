namespace LocalCloud.Aws.Lambda;

/// <summary>What the API model of Lambda has beside this: durable executions, capacity providers and their scaling.</summary>
internal static class LambdaUnsupported
{
    public static readonly IReadOnlyList<string> Operations =
    [
        "CheckpointDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint",
        "CreateCapacityProvider POST /2025-11-30/capacity-providers",
        "DeleteCapacityProvider DELETE /2025-11-30/capacity-providers/{CapacityProviderName}",
        "GetCapacityProvider GET /2025-11-30/capacity-providers/{CapacityProviderName}",
        "GetDurableExecution GET /2025-12-01/durable-executions/{DurableExecutionArn}",
        "GetDurableExecutionHistory GET /2025-12-01/durable-executions/{DurableExecutionArn}/history",
        "GetDurableExecutionState GET /2025-12-01/durable-executions/{DurableExecutionArn}/state",
        "GetFunctionScalingConfig GET /2025-11-30/functions/{FunctionName}/function-scaling-config",
        "ListCapacityProviders GET /2025-11-30/capacity-providers",
        "ListDurableExecutionsByFunction GET /2025-12-01/functions/{FunctionName}/durable-executions",
        "ListFunctionVersionsByCapacityProvider GET /2025-11-30/capacity-providers/{CapacityProviderName}/function-versions",
        "PutFunctionScalingConfig PUT /2025-11-30/functions/{FunctionName}/function-scaling-config",
        "SendDurableExecutionCallbackFailure POST /2025-12-01/durable-execution-callbacks/{CallbackId}/fail",
        "SendDurableExecutionCallbackHeartbeat POST /2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat",
        "SendDurableExecutionCallbackSuccess POST /2025-12-01/durable-execution-callbacks/{CallbackId}/succeed",
        "StopDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/stop",
        "UpdateCapacityProvider PUT /2025-11-30/capacity-providers/{CapacityProviderName}",
    ];
}
