using System.ComponentModel.DataAnnotations;
using Platform.Data.Entities;

namespace Api.Reports;

/// <param name="UserId">Whose report, and where it is mailed to.</param>
public sealed record CreateReport([property: Required, MailAddress] string UserId, [property: Required] DateRange DateRange);

/// <summary>Days in UTC, both included; at most 366, from 2000-01-01 to 2099-12-31.</summary>
public sealed record DateRange([property: Required] DateOnly? From, [property: Required] DateOnly? To) : IValidatableObject
{
    private const int MaxDays = 366;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (day, name) in ((DateOnly?, string)[])[(From, nameof(From)), (To, nameof(To))])
        {
            if (day < ReportRequest.FirstDay || day > ReportRequest.LastDay)
            {
                yield return new ValidationResult(
                    $"{name.ToLowerInvariant()} must be a day from {ReportRequest.FirstDay:O} to {ReportRequest.LastDay:O}.",
                    [name]
                );
            }
        }

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
