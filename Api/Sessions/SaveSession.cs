using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;

namespace Api.Sessions;

/// <param name="Data">Any JSON object, at most 256 KB.</param>
/// <param name="TtlSeconds">How long it lives from now: 1 second to 30 days; a day when absent.</param>
public sealed record SaveSession(
    [property: Required] JsonElement? Data,
    [property: Range(1, SaveSession.MaxTtlSeconds)] int? TtlSeconds = null
) : IValidatableObject
{
    public const int MaxTtlSeconds = 30 * 24 * 60 * 60;
    public const int DefaultTtlSeconds = 24 * 60 * 60;

    // An item of DynamoDB holds 400 KB, names and all.
    private const int MaxBytes = 256 * 1024;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Data is not { ValueKind: JsonValueKind.Object } data)
        {
            yield return new ValidationResult("data must be a JSON object.", [nameof(Data)]);
        }
        else if (Encoding.UTF8.GetByteCount(data.GetRawText()) > MaxBytes)
        {
            yield return new ValidationResult($"data must not be larger than {MaxBytes / 1024} KB.", [nameof(Data)]);
        }
    }
}
