aws ses verify-email-identity --email-address shop@example.com
equal Success "$(aws ses get-identity-verification-attributes --identities shop@example.com --query 'VerificationAttributes."shop@example.com".VerificationStatus' --output text)"
aws ses create-template --template '{"TemplateName":"greeting","SubjectPart":"Hello {{name}}","TextPart":"Dear {{name}}"}'
equal 'Hello {{name}}' "$(aws ses get-template --template-name greeting --query Template.SubjectPart --output text)"
fails 'AlreadyExists' aws ses create-template --template '{"TemplateName":"greeting","SubjectPart":"x","TextPart":"y"}'
fails 'MissingRenderingAttribute' aws ses test-render-template --template-name greeting --template-data '{}'
aws ses send-templated-email --source shop@example.com --destination ToAddresses=ada@example.com --template greeting --template-data '{"name":"Ada"}' > /dev/null
aws ses send-email --from shop@example.com --to bob@example.com --subject Paid --text Thanks > /dev/null
equal 2.0 "$(aws ses get-send-quota --query SentLast24Hours --output text)"
equal greeting "$(aws sesv2 list-email-templates --query 'TemplatesMetadata[0].TemplateName' --output text)"
aws sesv2 create-configuration-set --configuration-set-name main
equal main "$(aws ses list-configuration-sets --query 'ConfigurationSets[0].Name' --output text)"
fails 'ConfigurationSetDoesNotExist' aws ses send-email --from a@b.c --to x@y.z --subject s --text t --configuration-set-name none
