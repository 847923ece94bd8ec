namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>Why a delivery failed, in the words of the dead-letter queue's attributes.</summary>
/// <param name="Exhausted">MaximumRetryAttempts or MaximumEventAgeInSeconds; null when another try would make no sense.</param>
internal sealed record DeliveryFailure(string Code, string Message, bool Retriable, string? Exhausted = null)
{
    /// <summary>The target asks not to be tried before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The target was not called at all, because its rate is limited: this is no try.</summary>
    public bool Postponed { get; init; }

    /// <summary>null for success. EventBridge tries again after 5xx and 429 only.</summary>
    public static DeliveryFailure? Of<T>(Result<T> result)
    {
        if (result.Ok(out _, out var error))
            return null;
        var throttled = error.Status == 429 || error.Code.Contains("Throttl", StringComparison.Ordinal);
        var code = error.Code switch
        {
            _ when throttled => "THROTTLING",
            _ when error.Status >= 500 => "INTERNAL_ERROR",
            "QueueDoesNotExist" or "ResourceNotFoundException" or "NotFound" or "NotFoundException" => "NO_RESOURCE",
            "AccessDenied" or "AccessDeniedException" or "AuthorizationError" => "NO_PERMISSIONS",
            _ => "ERROR_FROM_TARGET",
        };
        return new DeliveryFailure(code, error.Message, Retriable: throttled || error.Status >= 500);
    }
}
