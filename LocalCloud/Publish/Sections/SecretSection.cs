using System.Globalization;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Secrets: their values stand in Secrets Manager only, and everything else refers to them.</summary>
internal static class SecretSection
{
    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        var section = document.Section("Secrets");
        foreach (var secret in plan.Secrets)
        {
            if (secret.Generate is null)
                Given(document, section, secret);
            else
                Generated(section, secret, secret.Generate);
        }
    }

    private static void Given(TemplateDocument document, TemplateSection section, SecretPlan secret)
    {
        var pattern =
            secret.DatabaseUser is not null
                ? "    AllowedPattern: '[^\"\\\\/@ ]{8,128}'\n    ConstraintDescription: 8 to 128 characters, none of them a quote, "
                    + "slash, backslash, @ or blank\n"
            : secret.InUri
                ? "    AllowedPattern: '[A-Za-z0-9._~-]+'\n    ConstraintDescription: letters, digits and - . _ ~ only, because it "
                    + "stands in URIs\n"
            : "    MinLength: 1\n";
        document.Parameter(
            secret.ParameterId,
            $"    Type: String\n    NoEcho: true\n    Description: Value of the secret {secret.Parameter}\n{pattern}"
        );
        section.Add(
            secret.ResourceId,
            null,
            $$"""
            Type: AWS::SecretsManager::Secret
            Properties:
              Description: {{secret.Parameter}}
              SecretString: {{(
                secret.DatabaseUser is { } user
                    ? $"!Sub '{{\"username\":\"{user}\",\"password\":\"${{{secret.ParameterId}}}\"}}'"
                    : $"!Ref {secret.ParameterId}"
            )}}
            """
        );
    }

    // Without punctuation: the same text is then right in connection strings, URIs and for RDS
    private static void Generated(TemplateSection section, SecretPlan secret, ManifestGenerate rule)
    {
        var length = Math.Max(rule.MinLength, 32).ToString(CultureInfo.InvariantCulture);
        section.Add(
            secret.ResourceId,
            rule.Special == false ? null : "Letters and digits only: right in connection strings and URIs as it is",
            $$"""
            Type: AWS::SecretsManager::Secret
            Properties:
              Description: {{secret.Parameter}}
              GenerateSecretString:
                {{(
                secret.DatabaseUser is { } user
                    ? $"SecretStringTemplate: {(user.StartsWith('$') ? "!Sub " : "")}'{{\"username\":\"{user}\"}}'\n    GenerateStringKey: password"
                    : "IncludeSpace: false"
            )}}
                PasswordLength: {{length}}
                ExcludePunctuation: true
                ExcludeUppercase: {{No(rule.Upper)}}
                ExcludeLowercase: {{No(rule.Lower)}}
                ExcludeNumbers: {{No(rule.Numeric)}}
            """
        );
    }

    private static string No(bool? allowed) => allowed == false ? "true" : "false";
}
