def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    number_of_circles = 0
    for item in image_patch.find('black item'):
        if item.simple_query('What shape is this?') == 'circle':
            number_of_circles += 1
    return bool_to_yesno(number_of_circles == 1)
