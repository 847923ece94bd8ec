using System.ComponentModel.DataAnnotations;
using Platform.Mail;

namespace Api;

/// <summary>
/// A bare mail address that mail can be sent to, at most 254 characters. Stricter than EmailAddress, which takes <c>a@b@</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MailAddressAttribute() : ValidationAttribute("{0} must be a mail address such as ada@example.com.")
{
    public override bool IsValid(object? value) => value is null || (value is string text && MailAddresses.IsValid(text));
}
