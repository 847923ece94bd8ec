namespace LocalCloud.Publish.Plan;

/// <summary>Secret parameters that something on AWS refers to.</summary>
internal static class SecretPlans
{
    public static void Plan(PlanDraft plan)
    {
        foreach (var parameter in plan.Manifest.Resources.OfType<ManifestParameter>())
        {
            if (plan.Caches.Any(c => c.Password == parameter.Name))
            {
                plan.Mapped.Add(new(parameter.Name, parameter.Type, "nothing: ElastiCache is reached without a password"));
                continue;
            }
            if (ParameterForm.IsFixed(parameter))
            {
                plan.Mapped.Add(new(parameter.Name, parameter.Type, "its value, which stands in the manifest"));
                continue;
            }
            if (ParameterForm.Input(parameter) is not { } input)
            {
                plan.Refuse(
                    parameter,
                    "its value is put together from several inputs",
                    "Make a parameter of each, and put their values together where they are used"
                );
                continue;
            }
            if (!input.Secret)
            {
                plan.Mapped.Add(new(parameter.Name, parameter.Type, $"the parameter {Names.Id(parameter.Name)}"));
                continue;
            }
            var user = plan.Databases.FirstOrDefault(d => d.Password == parameter.Name)?.Username;
            var inUri = plan
                .Manifest.Resources.OfType<ManifestAnnotatedString>()
                .Any(a => a.Value.References.Any(r => r.Resource == parameter.Name));
            if (Fault(input.Default?.Generate, user) is { } fault)
                plan.Refuse(parameter, fault, "Change its rule in the AppHost (GenerateParameterDefault)");
            var secret = new SecretPlan(parameter.Name, input.Default?.Generate, user, inUri);
            plan.Secrets.Add(secret);
            plan.Mapped.Add(
                new(
                    parameter.Name,
                    parameter.Type,
                    secret.Generate is null
                        ? $"a secret of Secrets Manager, from the parameter {secret.ParameterId}"
                        : "a secret of Secrets Manager, generated there"
                )
            );
        }
    }

    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html,
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    private static string? Fault(ManifestGenerate? rule, string? databaseUser) =>
        rule is { Lower: false, Upper: false, Numeric: false }
            ? "nothing but letters and digits is generated on AWS, and its rule allows neither"
        : rule?.MinLength > (databaseUser is null ? 4096 : 128)
            ? $"it is to have {rule.MinLength} characters, and AWS takes {(databaseUser is null ? 4096 : 128)}"
        : null;
}
