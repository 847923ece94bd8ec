using System.ComponentModel.DataAnnotations;

namespace Api.Reports;

/// <param name="UserId">Whose report, and where it is mailed to.</param>
public sealed record CreateReport([property: Required, MailAddress] string UserId, [property: Required] DateRange DateRange);

/// <summary>Days in UTC, both included; at most 366.</summary>
public sealed record DateRange([property: Required] DateOnly? From, [property: Required] DateOnly? To) : IValidatableObject
{
    private const int MaxDays = 366;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From > To)
        {
            yield return new ValidationResult("from must not be after to.", [nameof(From)]);
        }
        else if (To?.DayNumber - From?.DayNumber >= MaxDays)
        {
            yield return new ValidationResult($"The range must not be longer than {MaxDays} days.", [nameof(To)]);
        }
    }
}
