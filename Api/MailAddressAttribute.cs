using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Api;

/// <summary>A bare mail address, at most 254 characters. Stricter than EmailAddress, which takes <c>a@b@</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MailAddressAttribute() : ValidationAttribute("{0} must be a mail address such as ada@example.com.")
{
    private const int MaxLength = 254;

    public override bool IsValid(object? value) =>
        value is null || (value is string { Length: <= MaxLength } text && MailAddress.TryCreate(text, out var address) && address.Address == text);
}
